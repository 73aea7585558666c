import exifReader from 'exifreader';
import { isValid, parse } from 'date-fns';
import { instantOfLocalTime } from './local-time.js';

const { load } = exifReader;

/** EXIF 2.32, tags 0x9003, 0x9011 and 0x9291: the instant of the exposure, its offset, its fraction of a second. */
const TAGS = ['DateTimeOriginal', 'OffsetTimeOriginal', 'SubSecTimeOriginal'] as const;
const FORM = 'yyyy:MM:dd HH:mm:ss';
const OFFSET = /^[+-](?:[01]\d|2[0-3]):[0-5]\d$/;

/**
 * When the picture was taken, by its own word; `undefined` where it has none, or an unreadable one. A time without
 * an offset is a local time in `timeZone` (IANA). Whether a clock was right nobody can tell from it.
 */
export function readExifTime(picture: Uint8Array, timeZone: string): Date | undefined {
  const { DateTimeOriginal, OffsetTimeOriginal, SubSecTimeOriginal } = readTags(picture);
  if (DateTimeOriginal === undefined) return undefined;
  // In UTC first, so that the zone of this process has no part in it.
  const asUtc = parse(`${DateTimeOriginal} Z`, `${FORM} X`, new Date(0));
  if (!isValid(asUtc)) return undefined;
  const local = asUtc.getTime() + millisecondsOf(SubSecTimeOriginal);
  if (OffsetTimeOriginal === undefined || !OFFSET.test(OffsetTimeOriginal)) {
    return instantOfLocalTime(local, timeZone);
  }
  return new Date(local - offsetOf(OffsetTimeOriginal));
}

type TagName = (typeof TAGS)[number];

/** Their texts, without the blanks and NULs that cameras pad them with. */
function readTags(picture: Uint8Array): Partial<Record<TagName, string>> {
  const bytes = Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength);
  let exif: Partial<Record<TagName, { readonly value: unknown }>>;
  try {
    exif = load(bytes, { expanded: true, includeTags: { exif: [...TAGS] } }).exif ?? {};
  } catch {
    // No EXIF data, or none that can be understood: a picture is not refused for that.
    return {};
  }
  return Object.fromEntries(
    TAGS.flatMap((name) => {
      const value: unknown = exif[name]?.value;
      const text: unknown = Array.isArray(value) ? value[0] : value;
      return typeof text === 'string' ? [[name, text.replaceAll('\0', ' ').trim()]] : [];
    }),
  );
}

/** The digits behind the point: `5` is half a second. */
function millisecondsOf(subSeconds: string | undefined): number {
  return /^\d+$/.test(subSeconds ?? '') ? Math.floor(Number(`0.${subSeconds}`) * 1000) : 0;
}

function offsetOf(text: string): number {
  const [hours = 0, minutes = 0] = text.slice(1).split(':').map(Number);
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

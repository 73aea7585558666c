/** Plates of Latin America; those of the United States are in a file of their own. */
import { articleOn, fakerOn, type PlateFormatRow } from './plate-format.js';

export const AMERICAS: readonly PlateFormatRow[] = [
  { country: 'AR', patterns: ['L{3}D{3}', 'D{3}L{3}'], source: articleOn('Argentina'), checked: true },
  { country: 'AR', patterns: ['LLD{3}LL'], source: articleOn('Argentina'), checked: true },
  // Motorcycles.
  { country: 'AR', patterns: ['LD{3}L{3}'], rare: true, source: articleOn('Argentina'), checked: true },
  { country: 'BR', patterns: ['L{3}D{4}'], source: articleOn('Brazil'), checked: true },
  {
    // The letter in the middle stands for the digit of the older plate so far, A for 0 to J for 9.
    country: 'BR',
    patterns: ['L{3}D[A-J]DD'],
    source: 'https://newsmotor.com.br/?p=22560',
    checked: true,
  },
  { country: 'CL', patterns: ['L{4}DD'], without: 'AEIMNOQU', source: fakerOn('es_CL'), checked: true },
  {
    // Issued from 1985 until 2007.
    country: 'CL',
    patterns: ['LLD{4}'],
    without: 'IOQ',
    source: 'https://wikimili.com/en/Vehicle_registration_plates_of_Chile',
    checked: true,
  },
  {
    country: 'CO',
    patterns: ['L{3}D{3}'],
    source:
      'https://infobae.com/colombia/2024/08/06/cual-es-el-significado-de-las-letras-en-las-placas-de-los-carros-en-colombia',
    checked: true,
  },
  {
    country: 'MX',
    patterns: ['L{3}D{4}', 'L{3}D{3}L', 'LDDL{3}'],
    without: 'IOQ',
    source: fakerOn('es_MX'),
    checked: true,
  },
  {
    // Three letters since 2000, four since 2019.
    country: 'PY',
    patterns: ['L{3}D{3}', 'L{4}D{3}'],
    rare: true,
    source: 'https://wikizero.net/wiki/pt/Placas_de_identifica%C3%A7%C3%A3o_de_ve%C3%ADculos_no_Paraguai',
    checked: true,
  },
  { country: 'UY', patterns: ['L{3}D{4}'], rare: true, source: articleOn('Uruguay'), checked: true },
];

/** Logistic regression by gradient descent: some dozen weights, a few thousand examples. */

export interface Example {
  readonly values: readonly number[];
  readonly right: boolean;
}

const STEPS = 1500;
const STEP_SIZE = 1;
/** Keeps the weights of features that seldom vary from growing without end. */
const RIDGE = 0.001;

/** @returns the bias, then a weight for each value */
export function fitLogistic(examples: readonly Example[]): number[] {
  const scales = scalesOf(examples);
  const scaled = examples.map(({ values, right }) => ({
    values: values.map(
      (value, index) => (value - (scales[index]?.mean ?? 0)) / (scales[index]?.deviation ?? 1),
    ),
    right,
  }));
  const [bias = 0, ...weights] = descend(scaled);
  const unscaled = weights.map((weight, index) => weight / (scales[index]?.deviation ?? 1));
  const shift = unscaled.reduce((sum, weight, index) => sum + weight * (scales[index]?.mean ?? 0), 0);
  return [bias - shift, ...unscaled];
}

/** Values of one scale make the descent quick and the ridge fair. */
function scalesOf(examples: readonly Example[]): { mean: number; deviation: number }[] {
  const first = examples[0]?.values ?? [];
  return first.map((_, index) => {
    const column = examples.map(({ values }) => values[index] ?? 0);
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    const variance = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length;
    // A value that never varies has nothing to say; its variance may still be a rounding error.
    const varies = column.some((value) => value !== column[0]);
    return { mean, deviation: varies ? Math.sqrt(variance) : Infinity };
  });
}

function descend(examples: readonly Example[]): number[] {
  const size = (examples[0]?.values.length ?? 0) + 1;
  const weights = new Float64Array(size);
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Float64Array(size);
    for (const { values, right } of examples) {
      const error = probability(weights, values) - (right ? 1 : 0);
      gradient[0] = (gradient[0] ?? 0) + error;
      values.forEach((value, index) => {
        gradient[index + 1] = (gradient[index + 1] ?? 0) + error * value;
      });
    }
    weights.forEach((weight, index) => {
      const ridge = index === 0 ? 0 : RIDGE * weight;
      weights[index] = weight - STEP_SIZE * ((gradient[index] ?? 0) / examples.length + ridge);
    });
  }
  return [...weights];
}

/** @param weights the bias, then a weight for each value */
export function probability(weights: ArrayLike<number>, values: readonly number[]): number {
  const sum = values.reduce(
    (total, value, index) => total + value * (weights[index + 1] ?? 0),
    weights[0] ?? 0,
  );
  return 1 / (1 + Math.exp(-sum));
}

/** Mean negative log likelihood in nats: 0 is perfect, 0.69 is a coin. */
export function logLoss(weights: readonly number[], examples: readonly Example[]): number {
  const losses = examples.map(({ values, right }) => {
    const said = probability(weights, values);
    return -Math.log(Math.max(1e-9, right ? said : 1 - said));
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

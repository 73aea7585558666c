/** Logistic regression by gradient descent: a dozen weights, a few hundred examples. */

export interface Example {
  readonly values: readonly number[];
  readonly right: boolean;
}

const STEPS = 4000;
const STEP_SIZE = 1;
/** Keeps weights of features that seldom vary from growing without end. */
const RIDGE = 0.0003;

/** @returns the bias, then a weight for each value */
export function fitLogistic(examples: readonly Example[]): number[] {
  const size = (examples[0]?.values.length ?? 0) + 1;
  let weights = Array.from({ length: size }, () => 0);
  for (let step = 0; step < STEPS; step++) {
    const gradient = Array.from({ length: size }, () => 0);
    for (const { values, right } of examples) {
      const error = probability(weights, values) - (right ? 1 : 0);
      [1, ...values].forEach((value, index) => {
        gradient[index] = (gradient[index] ?? 0) + error * value;
      });
    }
    weights = weights.map(
      (weight, index) => weight - STEP_SIZE * ((gradient[index] ?? 0) / examples.length + RIDGE * weight),
    );
  }
  return weights;
}

export function probability(weights: readonly number[], values: readonly number[]): number {
  const [bias = 0, ...rest] = weights;
  const sum = values.reduce((total, value, index) => total + value * (rest[index] ?? 0), bias);
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

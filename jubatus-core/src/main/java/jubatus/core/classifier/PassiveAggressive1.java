package jubatus.core.classifier;

/** {@link PassiveAggressive} with the step bounded by C: τ = min(C, loss / (2·‖x‖²)). */
final class PassiveAggressive1 extends PassiveAggressive {
    private final double bound;

    PassiveAggressive1(float regularizationWeight) {
        this.bound = regularizationWeight;
    }

    @Override
    Outcome passive(LinearSample sample) {
        sample.register();
        return Outcome.REGISTERED;
    }

    @Override
    double step(double loss, double squaredNorm) {
        return Math.min(bound, loss / (2 * squaredNorm));
    }
}

package jubatus.core.classifier;

/** {@link PassiveAggressive} with the step damped by C: τ = loss / (2·‖x‖² + 1/(2C)). Jubatus computes 1/(2C) in single precision. */
final class PassiveAggressive2 extends PassiveAggressive {
    private final double damping;

    PassiveAggressive2(float regularizationWeight) {
        this.damping = 1.0f / (2.0f * regularizationWeight);
    }

    @Override
    Outcome passive(LinearSample sample) {
        sample.register();
        return Outcome.REGISTERED;
    }

    @Override
    double step(double loss, double squaredNorm) {
        return loss / (2 * squaredNorm + damping);
    }
}

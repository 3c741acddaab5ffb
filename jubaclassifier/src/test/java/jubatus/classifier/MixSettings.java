package jubatus.classifier;

/** Options of a server in a {@link TestCluster} that concern mixing. */
record MixSettings(String mixer, int intervalSeconds, int intervalCount, int timeoutSeconds) {
    /** Mixes only when told to by {@code do_mix}, but at a start. */
    static final MixSettings BY_CALL = new MixSettings("linear_mixer", 0, 0, 2);

    MixSettings withMixer(String other) {
        return new MixSettings(other, intervalSeconds, intervalCount, timeoutSeconds);
    }
}

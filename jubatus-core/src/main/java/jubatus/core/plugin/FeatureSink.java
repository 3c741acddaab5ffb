package jubatus.core.plugin;

/** Takes the features that a plug-in makes. */
@FunctionalInterface
public interface FeatureSink {
    /** Takes a feature; the name is copied. Except in combinations a value of zero, NaN or infinity makes no feature. */
    void add(byte[] name, int offset, int length, double value);

    default void add(byte[] name, double value) {
        add(name, 0, name.length, value);
    }
}

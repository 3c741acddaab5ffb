package jubatus.classifier;

/**
 * The model file that was last saved or loaded.
 *
 * @param seconds Unix time; 0 if there is none yet
 * @param path empty if there is none yet
 */
record SavedModel(long seconds, String path) {
    static final SavedModel NONE = new SavedModel(0, "");

    static SavedModel now(String path) {
        return new SavedModel(System.currentTimeMillis() / 1000, path);
    }
}

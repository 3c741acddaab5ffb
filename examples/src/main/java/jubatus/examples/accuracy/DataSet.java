package jubatus.examples.accuracy;

/**
 * A data set with its split, and how a server is to read it.
 *
 * @param converter the {@code converter} of the server's config
 */
record DataSet(String name, Samples train, Samples test, String converter) {
    String config(Method method) {
        return "{\"method\": \"%s\", \"parameter\": %s, \"converter\": %s}"
                .formatted(method.configName(), method.parameter(), converter);
    }
}

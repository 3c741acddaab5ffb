package jubatus.common.cluster;

/** That somebody is told of something; closing ends it. Safe for concurrent use. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
    @Override
    void close();
}

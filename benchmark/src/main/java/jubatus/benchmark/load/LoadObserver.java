package jubatus.benchmark.load;

/** Is told by the thread that runs a load how it goes on. */
public interface LoadObserver {
    /** The warm-up is over. */
    void measuringBegins();

    /** Every fraction of a second. */
    void goesOn(double share, long samples);

    /** What is answered from now on does not count. */
    void measuringEnds();
}

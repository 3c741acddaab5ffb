package jubatus.classifier;

import java.util.function.Consumer;

/** When an update may be acknowledged. Safe for concurrent use. */
interface Durability {
    /** Of a server without a journal: at once. */
    Durability NONE = new Durability() {
        @Override
        public boolean isSlow() {
            return false;
        }

        @Override
        public void settle() {}

        @Override
        public void whenSettled(Runnable then, Consumer<Throwable> otherwise) {
            then.run();
        }
    };

    /** Whether {@link #settle} waits for a disk, so that no event loop may call it. */
    boolean isSlow();

    /**
     * Waits until what was changed before may be acknowledged.
     *
     * @throws jubatus.core.JubatusException if it must not be
     */
    void settle();

    /** As {@link #settle} without waiting; one of the two is called, now or later, by any thread. */
    void whenSettled(Runnable then, Consumer<Throwable> otherwise);
}

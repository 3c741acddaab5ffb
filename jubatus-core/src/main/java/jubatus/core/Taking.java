package jubatus.core;

import jubatus.core.mix.Learned;
import jubatus.core.mix.MixableModel;
import jubatus.core.mix.Mixing;
import jubatus.core.mix.Saved;

/** How a model from a file is taken: while the engine runs, or when it starts. */
interface Taking {
    void take(Mixing mixing, Saved saved, MixableModel model, Learned unmixed);

    /** Without a mixing, it was taken; with the write lock held. */
    default void taken() {}
}

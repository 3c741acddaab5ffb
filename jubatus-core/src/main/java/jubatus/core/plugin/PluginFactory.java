package jubatus.core.plugin;

import java.util.Set;

/**
 * Stands for one shared object of the original. Implementations are found by {@link java.util.ServiceLoader}: on the class path, or in
 * the jars of a plug-in folder; they need a public constructor without parameters and should do nothing before {@link #create}.
 */
public interface PluginFactory {
    /** The file name by which a configuration asks for this plug-in, such as {@code libmy_splitter.so}; folders do not count. */
    String fileName();

    /** The values of {@code function} that {@link #create} understands. */
    Set<String> functions();

    /**
     * Makes the plug-in of one type entry.
     *
     * @param function one of {@link #functions()}
     * @throws jubatus.core.JubatusException BAD_CONFIG with a sentence for the user, if the parameters are not right
     */
    Plugin create(String function, PluginParameters parameters);
}

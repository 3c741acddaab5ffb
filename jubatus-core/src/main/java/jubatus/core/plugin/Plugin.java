package jubatus.core.plugin;

/**
 * What a {@link PluginFactory} makes: one of the six interfaces of 02 §2.11. One object serves all threads at once, so it must be safe
 * for concurrent use. A failure that the client should read is thrown as a {@link jubatus.core.JubatusException} BAD_DATUM.
 */
public sealed interface Plugin
        permits StringFilterPlugin,
                NumberFilterPlugin,
                StringFeaturePlugin,
                NumberFeaturePlugin,
                BinaryFeaturePlugin,
                CombinationPlugin {}

package jubatus.core.plugin;

import java.util.Set;

/** The original's bridge to Python code, which this server does not have; its configurations are refused by name. */
final class PythonBridge implements PluginFactory {
    @Override
    public String fileName() {
        return "libpython_bridge.so";
    }

    @Override
    public Set<String> functions() {
        return Set.of("string_feature", "word_splitter", "num_feature", "binary_feature");
    }

    @Override
    public Plugin create(String function, PluginParameters parameters) {
        throw PluginParameters.bad("libpython_bridge.so is not supported: this server runs no Python code;"
                + " write the plug-in in Java as a jubatus.core.plugin.PluginFactory");
    }
}

package jubatus.core.plugin;

import java.util.Set;

/** A plug-in on the class path of the tests, named in their {@code META-INF/services}. */
public final class ClassPathPlugin implements PluginFactory {
    static final String FILE = "libclass_path.so";

    @Override
    public String fileName() {
        return FILE;
    }

    @Override
    public Set<String> functions() {
        return Set.of("create");
    }

    @Override
    public Plugin create(String function, PluginParameters parameters) {
        byte[] word = PluginTexts.bytes("ClassPathPlugin");
        return (StringFeaturePlugin) (text, offset, length, words) -> words.add(word, 0, word.length, 1.0);
    }
}

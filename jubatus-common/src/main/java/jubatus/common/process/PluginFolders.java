package jubatus.common.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where a program looks for the feature-extraction plug-ins that a configuration names. */
public final class PluginFolders {
    /** Folders with plug-ins, separated like those of PATH. */
    private static final String VARIABLE = "JUBATUS_PLUGIN_PATH";
    /** The system property by which the launcher tells where the suite lies. */
    private static final String HOME = "jubatus.home";

    private PluginFolders() {}

    /** Those that the environment of this process names, then the one of the suite, if its launcher started this process. */
    public static List<Path> ofProcess() {
        return of(System.getenv(VARIABLE), System.getProperty(HOME));
    }

    /**
     * Where plug-ins are looked for, in this order.
     *
     * @param path folders separated like those of PATH, or null
     * @param home where the suite lies, or null if it is unknown
     */
    static List<Path> of(String path, String home) {
        var folders = new ArrayList<Path>();
        if (path != null) {
            for (String folder : path.split(File.pathSeparator)) {
                if (!folder.isEmpty()) {
                    folders.add(Path.of(folder));
                }
            }
        }
        if (home != null) {
            folders.add(Path.of(home, "plugin"));
        }
        return folders;
    }
}

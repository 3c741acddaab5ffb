package jubatus.config;

import java.util.List;
import jubatus.common.cluster.ClusterName;
import jubatus.common.process.PluginFolders;
import jubatus.core.Engine;
import jubatus.core.config.ConfigException;
import jubatus.core.config.ProblemReport;
import jubatus.core.plugin.Plugins;

/** Whether a server would start with a configuration. The original does not ask; its servers find out. */
final class Meaning {
    private Meaning() {}

    /** Whether this suite has servers of the cluster's type. */
    static boolean isKnown(ClusterName cluster) {
        return cluster.type().equals(Engine.TYPE.toString());
    }

    /** A report of all that a server would refuse; empty if it would start, or if the engine type is not one of this suite. */
    static List<String> problems(ClusterName cluster, ConfigFile file, byte[] text) {
        if (!isKnown(cluster)) {
            return List.of();
        }
        try {
            Engine.create(text, Engine.Mode.DISTRIBUTED, Plugins.of(PluginFolders.ofProcess()));
            return List.of();
        } catch (ConfigException e) {
            return ProblemReport.lines(ConfigCommandLine.PROGRAM, file.path(), e.problems());
        }
    }
}

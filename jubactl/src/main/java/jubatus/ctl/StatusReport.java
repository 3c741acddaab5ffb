package jubatus.ctl;

import java.util.List;
import jubatus.common.cluster.ClusterTree;
import jubatus.common.cluster.Coordinator;
import jubatus.common.json.JsonText;

/**
 * {@code status}: who is registered (01 §7.4).
 *
 * @param servers those that run
 * @param actives those of them that proxies ask, because their model is up to date
 */
record StatusReport(
        String type,
        String name,
        List<String> proxies,
        List<String> visors,
        List<String> servers,
        List<String> actives) {
    private static final String BLUE = "\u001b[34m";
    private static final String PLAIN = "\u001b[0m";

    static StatusReport ask(CtlOptions options, Coordinator coordinator) {
        String type = options.cluster().type();
        return new StatusReport(
                type,
                options.cluster().name(),
                coordinator.children(ClusterTree.proxies(type)),
                coordinator.children(ClusterTree.SUPERVISORS),
                coordinator.children(options.cluster().nodes()),
                coordinator.children(options.cluster().actives()));
    }

    /** As the walkthrough of Jubatus shows it; the headers are blue on a terminal. */
    String text(boolean coloured) {
        var text = new StringBuilder();
        append(text, coloured, "active juba" + type + "_proxy members:", proxies);
        append(text, coloured, "active jubavisor members:", visors);
        append(text, coloured, "active " + name + " members:", servers);
        return text.toString();
    }

    String json() {
        return new JsonText()
                .beginObject()
                .field("command", Command.STATUS.toString())
                .field("ok", true)
                .field("proxies", proxies)
                .field("visors", visors)
                .field("servers", servers)
                .field("actives", actives)
                .endObject()
                .toString();
    }

    private static void append(StringBuilder text, boolean coloured, String header, List<String> nodes) {
        text.append(coloured ? BLUE + header + PLAIN : header).append('\n');
        for (String node : nodes) {
            text.append(' ').append(node).append('\n');
        }
    }
}

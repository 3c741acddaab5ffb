package jubatus.proxy.page;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import jubatus.common.cli.Version;
import jubatus.common.json.JsonDatum;
import jubatus.common.json.JsonText;
import jubatus.common.rpc.RpcException;
import jubatus.core.JubatusException;
import jubatus.core.datum.Datum;

/** What the page asks for, as JSON. Safe for concurrent use; calls wait for servers. */
final class PageApi {
    /** Under which all of it lies. */
    static final String PATH = "/api/clusters";

    private static final String CLASSIFY = "classify";
    private static final String SINCE = "since=";

    private final ProxySource proxy;
    private final Clusters clusters;

    PageApi(ProxySource proxy, Clusters clusters) {
        this.proxy = proxy;
        this.clusters = clusters;
    }

    /**
     * Answers a request.
     *
     * @param path as it was sent, without what is behind the question mark
     * @param query what is behind it, null if nothing is
     * @param body of a POST, else empty
     */
    Reply answer(String method, String path, String query, byte[] body) {
        List<String> parts = List.of(path.substring(PATH.length()).split("/", -1));
        if (parts.size() == 1 && parts.get(0).isEmpty()) {
            return isRead(method) ? list() : wrongMethod(method, "GET");
        }
        if (parts.size() == 2 && parts.get(0).isEmpty()) {
            return isRead(method) ? cluster(decoded(parts.get(1)), since(query)) : wrongMethod(method, "GET");
        }
        if (parts.size() == 3 && parts.get(2).equals(CLASSIFY)) {
            return method.equals("POST") ? classify(decoded(parts.get(1)), body) : wrongMethod(method, "POST");
        }
        return Reply.error(Reply.NOT_FOUND, "there is no " + path);
    }

    private Reply list() {
        List<String> names = clusters.names();
        var json = new JsonText()
                .beginObject()
                .field("proxy", proxy.node())
                .field("version", Version.NUMBER)
                .field("zookeeper", clusters.isConnected())
                .field("may_classify", proxy.calling().mayClassify())
                .field("clusters", names)
                .endObject();
        return Reply.json(Reply.OK, json);
    }

    private Reply cluster(String name, long since) {
        Optional<ClusterWatch> watch = clusters.watch(name);
        if (watch.isEmpty()) {
            return unknown(name);
        }
        try {
            var json = new JsonText().beginObject();
            watch.get().view().write(json);
            watch.get().history().write(json, since);
            return Reply.json(Reply.OK, json.endObject());
        } catch (JubatusException e) {
            return Reply.error(Reply.UNAVAILABLE, e.getMessage());
        }
    }

    private Reply classify(String name, byte[] body) {
        if (!proxy.calling().mayClassify()) {
            return Reply.error(Reply.FORBIDDEN, "classify is not offered here: --allow of the proxy does not name it");
        }
        Optional<ClusterWatch> watch = clusters.watch(name);
        if (watch.isEmpty()) {
            return unknown(name);
        }
        Datum datum;
        try {
            datum = JsonDatum.read(body, "the datum");
        } catch (JubatusException e) {
            return Reply.error(Reply.BAD_REQUEST, e.getMessage());
        }
        try {
            List<ServerView> servers = watch.get().view().servers();
            return Reply.json(
                    Reply.OK,
                    Trial.classify(name, datum, servers, proxy.calling()).json());
        } catch (RpcException e) {
            return Reply.error(Reply.BAD_GATEWAY, e.getMessage());
        } catch (JubatusException e) {
            return Reply.error(Reply.UNAVAILABLE, e.getMessage());
        }
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private static Reply wrongMethod(String method, String right) {
        return Reply.error(Reply.WRONG_METHOD, method + " is not possible here; use " + right);
    }

    private static Reply unknown(String name) {
        return Reply.error(Reply.NOT_FOUND, "there is no cluster " + name);
    }

    /** Percents that mean nothing are no cluster's name either. */
    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static long since(String query) {
        if (query == null || !query.startsWith(SINCE)) {
            return 0;
        }
        try {
            return Long.parseLong(query.substring(SINCE.length()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}

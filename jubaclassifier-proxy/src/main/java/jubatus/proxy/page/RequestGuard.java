package jubatus.proxy.page;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Keeps away what a browser sends on behalf of a foreign page: to a name that somebody else lets point here (DNS rebinding), or across
 * origins. Programs other than browsers send none of the headers that give such a page away, and pass. Safe for concurrent use.
 *
 * @param given name or address that the port was told to listen on
 * @param machine by which names the machine is called, in lower case; only asked where nothing else helps, for that may take long
 */
record RequestGuard(String given, Supplier<Set<String>> machine) {
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.%]+]");
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");
    private static final Pattern JSON = Pattern.compile("application/json( *;.*)?");

    /** The names that this machine has for itself. Asks the resolver. */
    static Set<String> namesOfMachine() {
        try {
            InetAddress own = InetAddress.getLocalHost();
            return Set.copyOf(List.of(
                    own.getHostName().toLowerCase(Locale.ROOT),
                    own.getCanonicalHostName().toLowerCase(Locale.ROOT)));
        } catch (UnknownHostException e) {
            return Set.of(); // then it is not called by a name
        }
    }

    /**
     * Why a request is refused, if it is.
     *
     * @param isData whether it is for what the page shows, or does something, rather than for its files: a link may lead to those
     * @param header the value of a header, null if the request has none
     */
    Optional<Reply> refusal(String method, boolean isData, UnaryOperator<String> header) {
        String host = header.apply("Host");
        if (host == null || !isOwn(host)) {
            return refused("this page answers to an address, localhost or the machine's own name, and was called \""
                    + host + "\"; use http://<address>:<port>/");
        }
        String site = header.apply("Sec-Fetch-Site");
        if (isData && site != null && !site.equals("same-origin") && !(site.equals("none") && !isPost(method))) {
            return refused("a page of another origin asked for this");
        }
        return isPost(method) ? refusalOfPost(host, site, header) : Optional.empty();
    }

    /** A web server in front may have another name than Host, which does not matter where the browser itself tells the site. */
    private static Optional<Reply> refusalOfPost(String host, String site, UnaryOperator<String> header) {
        String origin = header.apply("Origin");
        if (site == null && origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host)) {
            return refused("the request comes from " + origin + "; only this page itself may send it");
        }
        String type = header.apply("Content-Type");
        if (type == null || !JSON.matcher(type.strip().toLowerCase(Locale.ROOT)).matches()) {
            return Optional.of(
                    Reply.error(Reply.WRONG_TYPE, "the Content-Type must be application/json, was \"" + type + "\""));
        }
        return Optional.empty();
    }

    private boolean isOwn(String host) {
        String name = PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
        return ADDRESS.matcher(name).matches()
                || name.equals("localhost")
                || name.equalsIgnoreCase(given)
                || machine.get().contains(name);
    }

    private static boolean isPost(String method) {
        return method.equals("POST");
    }

    private static Optional<Reply> refused(String sentence) {
        return Optional.of(Reply.error(Reply.FORBIDDEN, sentence));
    }
}

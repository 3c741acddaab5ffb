package jubatus.jubaload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.UsageException;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.ClientOptions;
import jubatus.common.tls.Tls;
import jubatus.common.tls.TlsOptions;

/**
 * The server or proxy.
 *
 * @param name of the cluster, for a proxy
 */
record Target(String host, int port, String name, ClientOptions options) {
    /** @throws jubatus.core.JubatusException if a certificate cannot be used */
    static Target of(Arguments arguments) {
        String host = arguments.text("host");
        if (host.isEmpty()) {
            throw new UsageException("--host is empty; give the server's name or address");
        }
        ClientOptions options = ClientOptions.DEFAULT
                .withTimeout(Duration.ofSeconds(arguments.integer("timeout")))
                .withTls(Tls.load(TlsOptions.ofClient(arguments)));
        return new Target(host, arguments.integer("port"), arguments.text("name"), options);
    }

    List<ClassifierClient> connect(int connections) {
        var clients = new ArrayList<ClassifierClient>();
        for (int i = 0; i < connections; i++) {
            clients.add(ClassifierClient.connect(host, port, name, options));
        }
        return clients;
    }
}

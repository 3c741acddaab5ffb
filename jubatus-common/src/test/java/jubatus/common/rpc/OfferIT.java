package jubatus.common.rpc;

import static jubatus.common.rpc.RawConnection.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jubatus.common.cli.CommandLine;
import jubatus.common.cli.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OfferIT {
    @Test
    void allowed_method_isAnsweredAndOthersAreRefusedBySentence() throws IOException {
        try (var server = new TestServer(new Offer(Set.of("echo"), 0));
                var client = new RawConnection(server.port())) {
            client.send(request(1, "echo", "hello"));
            client.send(request(2, "note", ""));
            client.send(request(3, "echo_blocking", ""));
            client.send(request(4, "nonsense", ""));
            assertThat(client.receive()).isEqualTo("[1,1,null,\"hello\"]");
            assertThat(client.receive()).isEqualTo("[1,2,\"note is not offered here: --allow names only echo\",null]");
            assertThat(client.receive())
                    .isEqualTo("[1,3,\"echo_blocking is not offered here: --allow names only echo\",null]");
            assertThat(client.receive()).isEqualTo("[1,4,1,\"nonsense\"]");
            assertThat(server.noted).hasValue(0);
            assertThat(server.rpc.statistics().requestsByMethod()).containsEntry("note", 0L);
        }
    }

    @Test
    void refused_longRequest_isRefusedToo() throws IOException {
        try (var server = new TestServer(new Offer(Set.of("echo"), 0));
                var client = new RawConnection(server.port())) {
            client.send(request(1, "note", "x".repeat(1 << 20)));
            assertThat(client.receive()).contains("note is not offered here");
        }
    }

    @Test
    void readonlyPort_offersReadingAlone_whateverTheOtherPortOffers() throws IOException {
        int port = freePort();
        try (var server = new TestServer(new Offer(Set.of(), port));
                var reader = new RawConnection(server.rpc.readonlyPort());
                var other = new RawConnection(server.port())) {
            reader.send(request(1, "get_labels", ""));
            reader.send(request(2, "note", ""));
            other.send(request(3, "note", ""));
            assertThat(server.rpc.readonlyPort()).isEqualTo(port);
            assertThat(reader.receive()).isEqualTo("[1,1,null,{}]");
            assertThat(reader.receive())
                    .isEqualTo("[1,2,\"note is not offered here: --readonly_port is for what changes nothing\",null]");
            assertThat(other.receive()).isEqualTo("[1,3,null,1]");
        }
    }

    @Test
    void readonlyPort_inUse_failsToStart() throws IOException {
        try (var taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> new TestServer(new Offer(Set.of(), taken.getLocalPort())))
                    .isInstanceOf(BindFailedException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void allowed_methodThatDoesNotExist_failsToStartAndSaysWhichThereAre() {
        assertThatThrownBy(() -> new TestServer(new Offer(Set.of("ecko"), 0)))
                .hasMessageContaining("--allow: there is no method ecko here")
                .hasMessageContaining("echo_blocking");
    }

    @Test
    void options_listWithBlanks_isRead() {
        assertThat(offer("--allow", "classify, get_labels", "--readonly_port", "9200"))
                .isEqualTo(new Offer(Set.of("classify", "get_labels"), 9200));
        assertThat(offer()).isEqualTo(Offer.ALL);
    }

    @Test
    void options_thatCannotBeMeant_areRefused() {
        assertThatThrownBy(() -> offer("--readonly_port", "9199")).hasMessageContaining("it must be another");
        assertThatThrownBy(() -> offer("--allow", " , ")).hasMessageContaining("--allow names no method");
    }

    @Test
    void requirePeers_someNotAllowed_namesThem() {
        var offer = new Offer(Set.of("classify", "get_diff"), 0);
        assertThatThrownBy(() -> offer.requirePeers(List.of("put_diff", "get_diff", "get_model")))
                .hasMessageContaining("--allow lacks get_model,put_diff, which the other servers of the cluster call");
        Offer.ALL.requirePeers(List.of("put_diff"));
    }

    private static Offer offer(String... arguments) {
        var options = new ArrayList<>(Offer.OPTIONS);
        options.add(Option.integer('p', "rpc-port", 9199, ""));
        return Offer.of(new CommandLine("test", options).parse(arguments));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

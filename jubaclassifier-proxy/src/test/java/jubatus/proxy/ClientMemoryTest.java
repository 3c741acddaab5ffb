package jubatus.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jubatus.common.cluster.Node;
import org.junit.jupiter.api.Test;

class ClientMemoryTest {
    private static final Node A = new Node("127.0.0.1", 1);
    private static final Node B = new Node("127.0.0.1", 2);

    private final ClientMemory memory = new ClientMemory();
    private long now;

    @Test
    void newClient_noServerHasItsTurn() {
        memory.begins();
        assertThat(next(A, B)).isNull();
    }

    @Test
    void clientThatWaitsForEachAnswer_staysWithAServerForALongTurn() {
        memory.begins();
        memory.turn(A);
        memory.ends();
        int stayed = 0;
        memory.begins();
        while (A.equals(next(A, B))) {
            stayed++;
            memory.ends();
            memory.begins();
        }
        assertThat(stayed).isEqualTo(31);
    }

    @Test
    void clientThatDoesNotWait_comesToOthersSooner() {
        memory.begins();
        memory.turn(A);
        int stayed = 0;
        memory.begins();
        while (A.equals(next(A, B))) {
            stayed++;
            memory.begins();
        }
        assertThat(stayed).isEqualTo(7);
    }

    @Test
    void serverThatLeft_losesItsTurn() {
        memory.begins();
        memory.turn(A);
        assertThat(next(B)).isNull();
    }

    @Test
    void clientThatPauses_comesToAny() {
        memory.begins();
        memory.turn(A);
        assertThat(next(A, B)).isEqualTo(A);
        now += 2_000_000;
        assertThat(next(A, B)).isNull();
    }

    private Node next(Node... servers) {
        return memory.turn(List.of(servers), now);
    }
}

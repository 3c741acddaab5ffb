package jubatus.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import jubatus.common.rpc.PeerFailure;
import org.junit.jupiter.api.Test;

class ErrorTextTest {
    @Test
    void forLog_noFileLeft_saysSoWhereTheClientReadsTheOriginalsWords() {
        var cause = new IllegalStateException("Failed to open a socket.", new SocketException("Too many open files"));
        var failure = new PeerFailure(PeerFailure.Kind.NOT_CONNECTED, false, cause);
        assertThat(ErrorText.of(failure)).hasToString("connect error in proxy");
        assertThat(ErrorText.forLog(failure)).isEqualTo("connect error in proxy: Too many open files");
    }

    @Test
    void forLog_nothingToAdd_isTheText() {
        assertThat(ErrorText.forLog(new PeerFailure(PeerFailure.Kind.CLOSED, true, null)))
                .isEqualTo("connection closed");
        var broken = new PeerFailure(PeerFailure.Kind.BROKEN, true, new IOException("Broken pipe"));
        assertThat(ErrorText.forLog(broken)).isEqualTo("Broken pipe");
    }
}

package jubatus.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jubatus.core.JubatusException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterNameTest {
    @Test
    void paths_ofACluster_areTheOriginals() {
        var shop = new ClusterName("classifier", "shop");

        assertThat(shop.root()).isEqualTo("/jubatus/actors/classifier/shop");
        assertThat(shop.nodes()).isEqualTo("/jubatus/actors/classifier/shop/nodes");
        assertThat(shop.actives()).isEqualTo("/jubatus/actors/classifier/shop/actives");
        assertThat(shop.configLock()).isEqualTo("/jubatus/actors/classifier/shop/config_lock");
        assertThat(shop.masterLock()).isEqualTo("/jubatus/actors/classifier/shop/master_lock");
        assertThat(shop.config()).isEqualTo("/jubatus/config/classifier/shop");
    }

    @Test
    void new_nameWithBlanksAndLettersOutsideAscii_isTaken() {
        assertThat(new ClusterName("classifier", "将軍 1").config()).isEqualTo("/jubatus/config/classifier/将軍 1");
    }

    @ParameterizedTest
    @CsvSource({
        "'',must not be empty",
        "a/b,must not contain \"/\"",
        ".,must not be \".\"",
        "..,must not be \".\"",
        "'a\tb',must not contain the character U+0009",
        "a\u0085,must not contain the character U+0085",
        "\ue000,must not contain the character U+E000"
    })
    void new_whatZooKeeperRefuses_isRefusedWithTheReason(String name, String reason) {
        assertThatThrownBy(() -> new ClusterName("classifier", name))
                .isInstanceOf(JubatusException.class)
                .hasMessageStartingWith("the name of a cluster " + reason);
        assertThatThrownBy(() -> new ClusterName(name, "shop"))
                .hasMessageStartingWith("the type of a cluster " + reason);
    }
}

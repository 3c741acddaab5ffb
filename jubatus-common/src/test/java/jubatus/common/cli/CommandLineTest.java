package jubatus.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private final CommandLine line = new CommandLine(
            "jubatest",
            List.of(
                    Option.integer('p', "rpc-port", 9199, "port to listen on").within(1, 65535),
                    Option.integer('c', "count", -1, "any number"),
                    Option.text('n', "name", "", "name of it"),
                    Option.flag('D', "daemon", "go away")));

    @Test
    void parse_nothingGiven_answersDefaults() {
        Arguments arguments = line.parse();
        assertThat(arguments.integer("rpc-port")).isEqualTo(9199);
        assertThat(arguments.integer("count")).isEqualTo(-1);
        assertThat(arguments.text("name")).isEmpty();
        assertThat(arguments.flag("daemon")).isFalse();
    }

    @Test
    void parse_longOptions_takesNextArgumentOrTextBehindEquals() {
        Arguments arguments = line.parse("--rpc-port", "1", "--name=a=b", "--daemon");
        assertThat(arguments.integer("rpc-port")).isEqualTo(1);
        assertThat(arguments.text("name")).isEqualTo("a=b");
        assertThat(arguments.flag("daemon")).isTrue();
    }

    @Test
    void parse_shortOptions_takesNextArgumentOrRestOfBundle() {
        assertThat(line.parse("-p", "65535").integer("rpc-port")).isEqualTo(65535);
        assertThat(line.parse("-p9200").integer("rpc-port")).isEqualTo(9200);
        Arguments bundle = line.parse("-Dp", "55");
        assertThat(bundle.flag("daemon")).isTrue();
        assertThat(bundle.integer("rpc-port")).isEqualTo(55);
        assertThat(line.parse("-Dp55").integer("rpc-port")).isEqualTo(55);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "--", "-D", "--daemon", "-x y"})
    void parse_valueThatLooksLikeSomethingElse_isTheValue(String value) {
        assertThat(line.parse("-n", value).text("name")).isEqualTo(value);
        assertThat(line.parse("--name", value).text("name")).isEqualTo(value);
        assertThat(line.parse("--name=" + value).text("name")).isEqualTo(value);
    }

    @Test
    void parse_repeatedOption_takesTheLast() {
        assertThat(line.parse("-n", "a", "--name=b", "-n", "c").text("name")).isEqualTo("c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", " 12", "\t\n12", "+12", "012"})
    void parse_integerAsTheOriginalReadsIt_isTwelve(String value) {
        assertThat(line.parse("-p", value).integer("rpc-port")).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "+", "-", "0x10", "12 ", "1e3", "1.0", "２", "2147483648", "99999999999999999999"})
    void parse_textThatIsNoInteger_isRefused(String value) {
        assertThatThrownBy(() -> line.parse("-c", value))
                .hasMessage("option value is invalid: --count=" + value + "; a whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1"})
    void parse_integerOutOfRange_isRefused(String value) {
        assertThatThrownBy(() -> line.parse("--rpc-port", value))
                .hasMessage("option value is invalid: --rpc-port=" + value + "; a whole number from 1 to 65535");
    }

    @Test
    void parse_endsOfThirtyTwoBits_areIntegers() {
        assertThat(line.parse("-c", "2147483647").integer("count")).isEqualTo(Integer.MAX_VALUE);
        assertThat(line.parse("-c", "-2147483648").integer("count")).isEqualTo(Integer.MIN_VALUE);
    }

    @Test
    void parse_manyMistakes_reportsAllInOrder() {
        var thrown = catchThrowableOfType(
                UsageException.class,
                () -> line.parse("--foo=1", "--", "-q", "stray", "-", "--daemon=1", "-Dx", "-c", "x", "--name"));
        assertThat(thrown.problems())
                .containsExactly(
                        "undefined option: --foo",
                        "undefined option: --",
                        "undefined short option: -q",
                        "unexpected argument: stray",
                        "unexpected argument: -",
                        "option value is invalid: --daemon=1; it takes no value",
                        "undefined short option: -x",
                        "option value is invalid: --count=x; a whole number",
                        "option needs value: --name");
    }

    @Test
    void parse_abbreviatedName_isNotKnown() {
        assertThatThrownBy(() -> line.parse("--rpc", "1")).hasMessageContaining("undefined option: --rpc\n");
    }

    @Test
    void parse_helpAmongMistakes_isHelp() {
        assertThat(line.parse("--foo", "-?").flag("help")).isTrue();
    }

    @Test
    void parse_programWithOperands_keepsThemInOrderAndTheUsageNamesThem() {
        CommandLine loading = line.withOperands(Operands.files("FILE..."));
        Arguments arguments = loading.parse("a", "-D", "-", "-n", "b", "c", "--", "-p", "--name");
        assertThat(arguments.operands()).containsExactly("a", "-", "c", "-p", "--name");
        assertThat(arguments.text("name")).isEqualTo("b");
        assertThat(loading.usage()).startsWith("usage: jubatest [options] ... FILE...\noptions:\n  -p");
        assertThat(line.parse("-D").operands()).isEmpty();
    }

    @Test
    void usage_hasOneLinePerOptionInOrder() {
        assertThat(line.usage()).isEqualTo("""
                        usage: jubatest [options] ...\s
                        options:
                          -p, --rpc-port    port to listen on (int [=9199])
                          -c, --count       any number (int [=-1])
                          -n, --name        name of it (string [=])
                          -D, --daemon      go away
                          -?, --help        print this text and exit""");
    }

    @Test
    void parse_requiredOptionsMissing_areNamedByTheAlphabetBehindTheOtherMistakes() {
        var strict = new CommandLine(
                "jubatest",
                List.of(
                        Option.requiredText('z', "zoo", "animals"),
                        Option.requiredText('c', "cmd", "what to do"),
                        Option.text('n', "name", "", "name of it")));
        var thrown = catchThrowableOfType(UsageException.class, () -> strict.parse("--foo", "-n", "x"));
        assertThat(thrown.problems())
                .containsExactly("undefined option: --foo", "need option: --cmd", "need option: --zoo");
        assertThat(strict.parse("-c", "", "--zoo=a").text("cmd")).isEmpty();
        assertThat(strict.parse("--help").flag("help")).isTrue();
        assertThat(strict.usage()).isEqualTo("""
                        usage: jubatest --zoo=string --cmd=string [options] ...\s
                        options:
                          -z, --zoo     animals (string)
                          -c, --cmd     what to do (string)
                          -n, --name    name of it (string [=])
                          -?, --help    print this text and exit""");
    }

    @Test
    void toCommandLine_withReplacements_isReadBackTheSame() {
        Arguments given = line.parse("-D", "-n", "x", "-p", "80", "--name=-y");
        List<String> again = given.toCommandLine("daemon", Map.of("rpc-port", "81"));
        assertThat(again).containsExactly("--name=-y", "--rpc-port=81");
    }

    @Test
    void shared_optionsWithoutLetter_areReadByNameAndStandBehindTheOthers() {
        var longer = new CommandLine(
                "jubatest",
                List.of(Option.flag('D', "daemon", "go away")),
                List.of(Option.text(Option.NO_LETTER, "tls_ca", "", "who is trusted")));
        assertThat(longer.parse("--tls_ca=a.pem").text("tls_ca")).isEqualTo("a.pem");
        assertThat(longer.usage().lines().skip(2))
                .containsExactly(
                        "  -D, --daemon    go away",
                        "      --tls_ca    who is trusted (string [=])",
                        "  -?, --help      print this text and exit");
        assertThatThrownBy(() -> longer.parse("-\0")).hasMessageContaining("undefined short option");
    }
}

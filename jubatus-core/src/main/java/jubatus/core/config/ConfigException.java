package jubatus.core.config;

import java.util.List;
import jubatus.core.JubatusException;

/** A configuration cannot be used; carries every problem that was found. */
public final class ConfigException extends JubatusException {
    private static final long serialVersionUID = 1;

    private final transient List<Problems.Problem> problems;

    public ConfigException(List<Problems.Problem> problems) {
        super(Code.BAD_CONFIG, "invalid configuration");
        this.problems = List.copyOf(problems);
    }

    public List<Problems.Problem> problems() {
        return problems;
    }
}

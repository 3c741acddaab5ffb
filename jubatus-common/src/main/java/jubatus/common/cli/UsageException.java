package jubatus.common.cli;

import java.util.List;
import jubatus.core.JubatusException;

/** The program was called in a wrong way; the user sees all problems and where to read on. */
public final class UsageException extends JubatusException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    public UsageException(String problem) {
        this(List.of(problem));
    }

    public UsageException(List<String> problems) {
        super(Code.FAILED, String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}

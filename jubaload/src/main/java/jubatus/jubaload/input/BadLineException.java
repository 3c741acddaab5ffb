package jubatus.jubaload.input;

/** A line that cannot be read; what follows it can. */
public final class BadLineException extends Exception {
    private static final long serialVersionUID = 1;

    private final long line;
    private final int column;

    /**
     * @param line on which the trouble is, from 1
     * @param column of the byte at which it is, from 1; 0 if it is the line as a whole
     * @param reason what is there, and what would be right
     */
    BadLineException(long line, int column, String reason) {
        super(reason);
        this.line = line;
        this.column = column;
    }

    public long line() {
        return line;
    }

    /** As compilers print it: file, line, column and the reason. */
    public String sentence(String file) {
        return file + ":" + line + (column > 0 ? ":" + column : "") + ": " + getMessage();
    }
}

package jubatus.ctl;

import jubatus.common.cli.Console;

/** Lines as the original prints them, with the reasons of failures on standard error. */
final class TextProgress implements Progress {
    private final Console console;
    private final Command command;
    private final String subject;
    private final String sending;

    /** @param subject what the command is about: {@code jubaclassifier/shogun} for visors, {@code shogun} for servers */
    TextProgress(Console console, Command command, String subject) {
        this.console = console;
        this.command = command;
        this.subject = subject;
        this.sending = " sending " + command + " / " + subject + " to ";
    }

    @Override
    public void begin(String node) {
        console.out().print(sending + node + "...");
        console.out().flush();
    }

    @Override
    public void end(Step step) {
        console.out().println(step.wentWell() ? "ok." : "failed.");
        step.problem()
                .ifPresent(problem -> complain("can't do '" + command + " " + subject + "' in "
                        + step.node().replaceFirst("_", " ") + ": " + problem));
    }

    @Override
    public void giveUp(String sentence) {
        complain(sentence);
    }

    @Override
    public void close(boolean allWell) {
        console.out().flush();
    }

    private void complain(String sentence) {
        console.err().println(CtlCommandLine.PROGRAM + ": " + sentence);
    }
}

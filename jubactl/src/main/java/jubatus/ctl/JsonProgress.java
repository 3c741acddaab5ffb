package jubatus.ctl;

import java.util.ArrayList;
import java.util.List;
import jubatus.common.cli.Console;
import jubatus.common.json.JsonText;

/** One JSON object at the end, for scripts: {@code {"command":"start","ok":false,"results":[{"node":…,"ok":false,"error":…}]}}. */
final class JsonProgress implements Progress {
    private final Console console;
    private final Command command;
    private final List<Step> steps = new ArrayList<>();
    private String error = "";

    JsonProgress(Console console, Command command) {
        this.console = console;
        this.command = command;
    }

    @Override
    public void begin(String node) {
        // Nothing is known yet.
    }

    @Override
    public void end(Step step) {
        steps.add(step);
    }

    @Override
    public void giveUp(String sentence) {
        error = sentence;
    }

    @Override
    public void close(boolean allWell) {
        var json = new JsonText().beginObject().field("command", command.toString());
        json.field("ok", allWell);
        if (!error.isEmpty()) {
            json.field("error", error);
        }
        json.beginArray("results");
        for (Step step : steps) {
            json.beginObject().field("node", step.node()).field("ok", step.wentWell());
            step.problem().ifPresent(problem -> json.field("error", problem));
            json.endObject();
        }
        console.out().println(json.endArray().endObject());
    }
}

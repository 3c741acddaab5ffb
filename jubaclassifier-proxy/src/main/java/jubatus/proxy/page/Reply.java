package jubatus.proxy.page;

import java.util.Optional;
import jubatus.common.json.JsonText;
import jubatus.core.bytes.ByteString;

/**
 * What a request is answered.
 *
 * @param body empty with 304
 * @param tag of a file, by which a browser asks whether it has changed; none for what is always new
 */
record Reply(int code, String type, ByteString body, Optional<String> tag) {
    static final int OK = 200;
    static final int NOT_MODIFIED = 304;
    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int WRONG_METHOD = 405;
    static final int TOO_LONG = 413;
    static final int WRONG_TYPE = 415;
    static final int FAILED = 500;
    static final int BAD_GATEWAY = 502;
    static final int UNAVAILABLE = 503;

    static Reply json(int code, JsonText json) {
        return new Reply(code, "application/json", ByteString.utf8(json.toString()), Optional.empty());
    }

    /** With the sentence under {@code error}, as all refusals are. */
    static Reply error(int code, String sentence) {
        return json(code, new JsonText().beginObject().field("error", sentence).endObject());
    }
}

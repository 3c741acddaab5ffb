package jubatus.core.model;

import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.model.ModelFile.SystemData;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/** {@code [version, timestamp, type, id, config]}, a record of the lenient kind: fields may be missing or too many (03 §1.3). */
final class SystemDataCodec {
    private SystemDataCodec() {}

    static byte[] encode(SystemData system) {
        var writer = MessageWriter.toArray();
        writer.array(5);
        writer.unsigned(system.version());
        writer.integer(system.timestampSeconds());
        writer.raw(system.type());
        writer.raw(system.id());
        writer.raw(system.config());
        return writer.toBytes();
    }

    static SystemData decode(byte[] bytes) {
        try {
            // The original unpacks the whole value before it looks at types, so bytes that are no MessagePack show
            // first.
            MessageReader.of(bytes).skip();
            var reader = MessageReader.of(bytes);
            int fields = reader.readArray();
            return new SystemData(
                    fields > 0 ? reader.readUnsignedLong() : 0,
                    fields > 1 ? reader.readLong() : 0,
                    fields > 2 ? reader.readByteString() : ByteString.EMPTY,
                    fields > 3 ? reader.readByteString() : ByteString.EMPTY,
                    fields > 4 ? reader.readByteString() : ByteString.EMPTY);
        } catch (JubatusException e) {
            throw ModelErrors.whileDecoding(e, "system data is broken");
        }
    }
}

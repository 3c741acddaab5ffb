package jubatus.common.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import jubatus.core.JubatusException;

/** Looks at a log configuration before it is applied, so that a bad one leaves everything as it is. */
final class LogFile {
    static final String INVALID = "invalid log configuration";

    private LogFile() {}

    /** Throws a {@link JubatusException} that says why {@code file} cannot be a log configuration, if it cannot. */
    static void check(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw invalid(file + " is not a readable file");
        }
        String root;
        try (InputStream in = Files.newInputStream(file)) {
            root = rootElement(in);
        } catch (XMLStreamException e) {
            throw invalid(file + " is not well-formed XML: " + oneLine(e));
        } catch (IOException e) {
            throw invalid(file + " cannot be read: " + e.getMessage());
        }
        // log4j:configuration is the original's, Configuration is Log4j 2's.
        if (root.endsWith(":configuration") || root.equals("Configuration")) {
            throw invalid(file + " is written for log4cxx or log4j (<" + root
                    + ">); rewrite it for Logback, starting from conf/logback.xml of this suite");
        }
        if (!root.equals("configuration")) {
            throw invalid(file + " starts with <" + root + ">; a Logback file starts with <configuration>");
        }
    }

    static JubatusException invalid(String why) {
        return new JubatusException(JubatusException.Code.BAD_CONFIG, INVALID + ": " + why);
    }

    private static String rootElement(InputStream in) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        XMLStreamReader reader = factory.createXMLStreamReader(in);
        String root = null;
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamReader.START_ELEMENT && root == null) {
                root = reader.getLocalName();
            }
        }
        return root;
    }

    private static String oneLine(XMLStreamException e) {
        return e.getMessage().replaceAll("\\s+", " ");
    }
}

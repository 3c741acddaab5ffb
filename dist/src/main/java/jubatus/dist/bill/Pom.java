package jubatus.dist.bill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** What a bill wants to know of a POM. Group, version and licenses may stand in a parent, which lies beside it or in {@code repository}. */
record Pom(Path file, Element project, Path repository) {

    static Pom read(Path file, Path repository) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null); // the default one prints what is thrown anyway
            return new Pom(file, builder.parse(file.toFile()).getDocumentElement(), repository);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(file + " is no POM: " + e.getMessage(), e);
        }
    }

    /** Of a jar of the repository, or of a module of this project, which lies in the module's target. */
    static Pom ofJar(Path jar, Path repository) throws IOException {
        String name = jar.getFileName().toString();
        Path folder = jar.toAbsolutePath().getParent();
        return folder.startsWith(repository)
                ? read(folder.resolve(name.replaceFirst("\\.jar$", ".pom")), repository)
                : read(folder.resolveSibling("pom.xml"), repository);
    }

    String artifact() {
        return text(project, "artifactId")
                .orElseThrow(() -> new IllegalArgumentException(file + " names no artifactId"));
    }

    String group() {
        return inherited("groupId");
    }

    String version() {
        return inherited("version");
    }

    /** The names of the licenses, of this POM or else of the nearest parent that has some. */
    List<String> licenses() throws IOException {
        var names = new ArrayList<String>();
        for (Element licenses : children(project, "licenses")) {
            for (Element license : children(licenses, "license")) {
                text(license, "name").ifPresent(names::add);
            }
        }
        Optional<Pom> parent = names.isEmpty() ? parent() : Optional.empty();
        return parent.isPresent() ? parent.get().licenses() : names;
    }

    private String inherited(String tag) {
        return text(project, tag)
                .or(() -> children(project, "parent").stream().findFirst().flatMap(parent -> text(parent, tag)))
                .orElseThrow(() -> new IllegalArgumentException(file + " names no " + tag));
    }

    private Optional<Pom> parent() throws IOException {
        List<Element> parents = children(project, "parent");
        if (parents.isEmpty()) {
            return Optional.empty();
        }
        Element parent = parents.get(0);
        String artifact = text(parent, "artifactId").orElseThrow();
        String version = text(parent, "version").orElseThrow();
        Path inRepository = repository
                .resolve(text(parent, "groupId").orElseThrow().replace('.', '/'))
                .resolve(artifact)
                .resolve(version)
                .resolve(artifact + "-" + version + ".pom");
        Path above = file.toAbsolutePath().getParent().resolveSibling("pom.xml");
        return Optional.of(
                read(file.startsWith(repository) || !Files.exists(above) ? inRepository : above, repository));
    }

    private static Optional<String> text(Element element, String tag) {
        return children(element, tag).stream()
                .findFirst()
                .map(child -> child.getTextContent().strip());
    }

    private static List<Element> children(Element element, String tag) {
        var found = new ArrayList<Element>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element named && named.getTagName().equals(tag)) {
                found.add(named);
            }
        }
        return found;
    }
}

package jubatus.core.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;

/**
 * The plug-ins that configurations may name: those in the jars of the plug-in folders, then those on the class path, then the stock
 * ones; of two that answer to the same file name the first one counts. Safe for concurrent use.
 *
 * <p>Nothing is looked for before the first {@link #create}; from then on the jars stay open for the life of the process.
 */
public final class Plugins {
    private final List<Path> folders;
    /** Guarded by this; null until the first use. */
    private Map<String, PluginFactory> factories;

    private Plugins(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** The stock plug-ins and those on the class path. */
    public static Plugins builtIn() {
        return new Plugins(List.of());
    }

    /** These and what the jars in the folders hold; folders that do not exist are passed over. */
    public static Plugins of(List<Path> folders) {
        return new Plugins(folders);
    }

    /**
     * Makes the plug-in that {@code path} and {@code function} name.
     *
     * @throws JubatusException BAD_CONFIG, in the original's words where it has any
     */
    public Plugin create(PluginParameters parameters) {
        ByteString path = parameters.require("path");
        String function = parameters.require("function").toString();
        ByteString file = path.substring(path.lastIndexOf((byte) '/') + 1, path.length());
        PluginFactory factory = factories().get(file.toString());
        if (factory == null) {
            throw PluginParameters.bad("cannot load dynamic library: " + path + ": " + lastAttempt(path)
                    + ": cannot open shared object file: No such file or directory");
        }
        if (!factory.functions().contains(function)) {
            throw PluginParameters.bad("cannot dlsym: " + function + "; " + factory.fileName() + " has "
                    + String.join(", ", new TreeSet<>(factory.functions())));
        }
        Plugin plugin = create(factory, function, parameters);
        if (plugin == null) {
            throw PluginParameters.bad("failed to load plugin");
        }
        return plugin;
    }

    /** What a plug-in throws by mistake is told as its own, so that nobody looks for it here. */
    private static Plugin create(PluginFactory factory, String function, PluginParameters parameters) {
        try {
            return factory.create(function, parameters);
        } catch (JubatusException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw new JubatusException(
                    JubatusException.Code.BAD_CONFIG, "the plug-in " + factory.fileName() + " failed: " + e, e);
        }
    }

    private String lastAttempt(ByteString path) {
        boolean searched = path.indexOf((byte) '/') < 0 && !folders.isEmpty();
        return searched ? folders.get(folders.size() - 1) + "/" + path : path.toString();
    }

    private synchronized Map<String, PluginFactory> factories() {
        if (factories == null) {
            var found = new LinkedHashMap<String, PluginFactory>();
            for (Path folder : folders) {
                List<URL> jars = jars(folder);
                if (!jars.isEmpty()) {
                    var loader = new URLClassLoader(jars.toArray(URL[]::new), PluginFactory.class.getClassLoader());
                    load(loader, folder.toString(), found);
                }
            }
            load(PluginFactory.class.getClassLoader(), "the class path", found);
            for (PluginFactory stock : stock()) {
                found.putIfAbsent(stock.fileName(), stock);
            }
            factories = found;
        }
        return factories;
    }

    private static List<PluginFactory> stock() {
        return List.of(new MecabSplitter(), new UxSplitter(), new ImageFeature(), new PythonBridge());
    }

    private static void load(ClassLoader loader, String where, Map<String, PluginFactory> found) {
        try {
            // A loader of jars reports what is on the class path too, and even first.
            ServiceLoader.load(PluginFactory.class, loader).stream()
                    .filter(provider -> provider.type().getClassLoader() == loader)
                    .map(ServiceLoader.Provider::get)
                    .forEach(factory -> found.putIfAbsent(factory.fileName(), factory));
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new JubatusException(
                    JubatusException.Code.BAD_CONFIG,
                    "cannot load the plug-ins of " + where + ": " + e.getMessage(),
                    e);
        }
    }

    private static List<URL> jars(Path folder) {
        var jars = new ArrayList<URL>();
        if (!Files.isDirectory(folder)) {
            return jars;
        }
        try (var files = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path file : files) {
                requireJar(file);
                jars.add(file.toUri().toURL());
            }
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new JubatusException(
                    JubatusException.Code.BAD_CONFIG,
                    "cannot read the plug-in folder " + folder + ": " + e.getMessage(),
                    e);
        }
        jars.sort((a, b) -> a.toString().compareTo(b.toString()));
        return jars;
    }

    /** A class loader passes over a file that is no archive, and the user would look for the mistake elsewhere. */
    private static void requireJar(Path file) {
        try (var jar = new ZipFile(file.toFile())) {
            jar.size();
        } catch (IOException e) {
            throw new JubatusException(
                    JubatusException.Code.BAD_CONFIG, "cannot read the plug-in " + file + ": " + e.getMessage(), e);
        }
    }
}

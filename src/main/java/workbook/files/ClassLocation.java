package workbook.files;

import java.net.MalformedURLException;
import java.net.URL;
import java.security.CodeSource;

/** Finds where a class was loaded from. */
public final class ClassLocation {

    private ClassLocation() {}

    /**
     * Returns the jar or the folder of a class; null for a class of the JDK.
     *
     * <p>If a class comes from an archive of classes (CDS) that was moved into a folder whose name
     * is not ASCII, Java 25 does not report its location. In this case, this method looks for the
     * class file itself.
     */
    public static URL of(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() != null) {
            return source == null ? null : source.getLocation();
        }
        String file = type.getName().replace('.', '/') + ".class";
        String found = type.getClassLoader().getResource(file).toString();
        String place = found.substring(0, found.length() - file.length());
        try {
            return new URL(place.replaceFirst("^jar:(.*)!/$", "$1"));
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}

package workbook.files;

import java.net.MalformedURLException;
import java.net.URL;
import java.security.CodeSource;

/** Where a class comes from. */
public final class ClassLocation {

    private ClassLocation() {}

    /**
     * The jar or the folder of a class; null for one of the JDK's.
     *
     * <p>If a class comes from an archive of classes (CDS) that was moved into a folder whose name
     * is not ASCII, Java 25 does not report its location. Then this method looks for the class file
     * itself.
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

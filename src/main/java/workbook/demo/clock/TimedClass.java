package workbook.demo.clock;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Changes compiled classes so that they wait by the clock of {@link Timed}. */
public final class TimedClass {

    /** A method of the library, and the one that is called in its place. */
    private record Replacement(Class<?> owner, String name, String type, String newType) {

        boolean replaces(String calledOwner, String calledName, String calledType) {
            return name.equals(calledName)
                    && type.equals(calledType)
                    && calledOwner.startsWith("java/")
                    && owner.isAssignableFrom(library(calledOwner));
        }

        private static Class<?> library(String name) {
            try {
                return Class.forName(name.replace('/', '.'), false, null);
            } catch (ClassNotFoundException e) {
                return Void.class; // of a Java that is not this one: then nothing is replaced
            }
        }
    }

    private static final String TIMED = Type.getInternalName(Timed.class);
    private static final List<Replacement> REPLACEMENTS = replacements();

    private TimedClass() {}

    /** Changes all classes in a folder. */
    public static void changeAll(Path folder) throws IOException {
        List<Path> classes;
        try (Stream<Path> files = Files.walk(folder)) {
            classes = files.filter(file -> file.toString().endsWith(".class")).toList();
        }
        for (Path file : classes) {
            Files.write(file, of(Files.readAllBytes(file)));
        }
    }

    static byte[] of(byte[] original) {
        ClassReader reader = new ClassReader(original);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String type, String generic, String[] thrown) {
                        return new Replacer(super.visitMethod(access, name, type, generic, thrown));
                    }
                },
                0);
        return writer.toByteArray();
    }

    private static List<Replacement> replacements() {
        List<Replacement> all = new ArrayList<>();
        for (Method method : Timed.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())) {
                String type = Type.getMethodDescriptor(method);
                InsteadOf marked = method.getAnnotation(InsteadOf.class);
                Class<?> owner = marked == null ? method.getParameterTypes()[0] : marked.value();
                String original = marked == null ? withoutFirst(method) : type;
                all.add(new Replacement(owner, method.getName(), original, type));
            }
        }
        return List.copyOf(all);
    }

    private static String withoutFirst(Method method) {
        Type[] parameters = Type.getArgumentTypes(method);
        return Type.getMethodDescriptor(
                Type.getReturnType(method), Arrays.copyOfRange(parameters, 1, parameters.length));
    }

    private static final class Replacer extends MethodVisitor {

        Replacer(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String type, boolean isInterface) {
            for (Replacement replacement : REPLACEMENTS) {
                if (opcode != Opcodes.INVOKESPECIAL && replacement.replaces(owner, name, type)) {
                    String newType = replacement.newType();
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, TIMED, name, newType, false);
                    return;
                }
            }
            super.visitMethodInsn(opcode, owner, name, type, isInterface);
        }

        /** The methods that a method reference names are among the arguments. */
        @Override
        public void visitInvokeDynamicInsn(
                String name, String type, Handle bootstrap, Object... arguments) {
            Object[] replaced = Arrays.stream(arguments).map(Replacer::replaced).toArray();
            super.visitInvokeDynamicInsn(name, type, bootstrap, replaced);
        }

        private static Object replaced(Object argument) {
            if (argument instanceof Handle handle) {
                for (Replacement replacement : REPLACEMENTS) {
                    if (replacement.replaces(
                            handle.getOwner(), handle.getName(), handle.getDesc())) {
                        return new Handle(
                                Opcodes.H_INVOKESTATIC,
                                TIMED,
                                handle.getName(),
                                replacement.newType(),
                                false);
                    }
                }
            }
            return argument;
        }
    }
}

package workbook.calls;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Changes compiled classes so that they call replacements of certain methods of Java's library. One
 * class contains all replacements. Each of its public methods has the name of the method that it
 * replaces, and the object of the call as its first parameter. {@link InsteadOf} marks those that
 * replace a static method.
 */
public final class ReplacedCalls {

    /** A method of the library, and the descriptor of its replacement. */
    private record Replacement(Class<?> owner, String type, String newType) {

        boolean replacesIn(String calledOwner) {
            return calledOwner.startsWith("java/") && owner.isAssignableFrom(library(calledOwner));
        }

        private static Class<?> library(String name) {
            try {
                return Class.forName(name.replace('/', '.'), false, null);
            } catch (ClassNotFoundException e) {
                return Void.class; // unknown in this Java: replaces nothing
            }
        }
    }

    private final String replacing;
    private final Map<String, List<Replacement>> byName = new HashMap<>();

    /**
     * Reads the replacements.
     *
     * @param replacing the class that contains the replacements
     */
    public ReplacedCalls(Class<?> replacing) {
        this.replacing = Type.getInternalName(replacing);
        for (Method method : replacing.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())) {
                String type = Type.getMethodDescriptor(method);
                InsteadOf marked = method.getAnnotation(InsteadOf.class);
                Class<?> owner = marked == null ? method.getParameterTypes()[0] : marked.value();
                String original = marked == null ? withoutFirst(method) : type;
                byName.computeIfAbsent(method.getName(), name -> new ArrayList<>())
                        .add(new Replacement(owner, original, type));
            }
        }
    }

    private static String withoutFirst(Method method) {
        Type[] parameters = Type.getArgumentTypes(method);
        return Type.getMethodDescriptor(
                Type.getReturnType(method), Arrays.copyOfRange(parameters, 1, parameters.length));
    }

    /**
     * Returns a visitor that passes a class on with its calls replaced.
     *
     * @param next the visitor that gets the changed class
     * @param others finds the class file of another changed class, by its name with slashes;
     *     returns null for any other class
     */
    public ClassVisitor in(ClassVisitor next, Function<String, byte[]> others) {
        return new ClassVisitor(Opcodes.ASM9, next) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String type, String generic, String[] thrown) {
                return new Replacer(super.visitMethod(access, name, type, generic, thrown), others);
            }
        };
    }

    /**
     * Returns the class that declares a method: the owner, or the superclass from which the owner
     * inherits it. For example, a subclass of {@code Thread} inherits {@code sleep}. The search
     * ends at the first class that is not one of {@code others}.
     */
    private static String origin(
            String owner, String name, String type, Function<String, byte[]> others) {
        byte[] bytes = owner.startsWith("java/") ? null : others.apply(owner);
        if (bytes == null) {
            return owner;
        }
        ClassReader reader = new ClassReader(bytes);
        return declares(reader, name, type)
                ? owner
                : origin(reader.getSuperName(), name, type, others);
    }

    private static boolean declares(ClassReader reader, String method, String itsType) {
        boolean[] found = new boolean[1];
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String type, String generic, String[] thrown) {
                        found[0] |= name.equals(method) && type.equals(itsType);
                        return null;
                    }
                },
                ClassReader.SKIP_CODE);
        return found[0];
    }

    private final class Replacer extends MethodVisitor {
        private final Function<String, byte[]> others;

        Replacer(MethodVisitor next, Function<String, byte[]> others) {
            super(Opcodes.ASM9, next);
            this.others = others;
        }

        /** Returns the descriptor of the replacement; null if there is none. */
        private String newType(String owner, String name, String type) {
            for (Replacement replacement : byName.getOrDefault(name, List.of())) {
                if (replacement.type().equals(type)
                        && replacement.replacesIn(origin(owner, name, type, others))) {
                    return replacement.newType();
                }
            }
            return null;
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String type, boolean isInterface) {
            String newType = opcode == Opcodes.INVOKESPECIAL ? null : newType(owner, name, type);
            if (newType == null) {
                super.visitMethodInsn(opcode, owner, name, type, isInterface);
            } else {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, replacing, name, newType, false);
            }
        }

        /** Replaces methods in method references, which are among the arguments. */
        @Override
        public void visitInvokeDynamicInsn(
                String name, String type, Handle bootstrap, Object... arguments) {
            Object[] replaced = Arrays.stream(arguments).map(this::replaced).toArray();
            super.visitInvokeDynamicInsn(name, type, bootstrap, replaced);
        }

        private Object replaced(Object argument) {
            if (argument instanceof Handle handle) {
                String name = handle.getName();
                String newType = newType(handle.getOwner(), name, handle.getDesc());
                if (newType != null) {
                    return new Handle(Opcodes.H_INVOKESTATIC, replacing, name, newType, false);
                }
            }
            return argument;
        }
    }
}

package workbook.worker;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import workbook.calls.ReplacedCalls;

/**
 * Inserts calls of {@link RunawayGuard}, {@link PausePoints} and {@link FastCalls} into a class of
 * the learner's. Line numbers and behaviour stay the same.
 */
final class GuardedClass {

    private static final String GUARD = "workbook/worker/RunawayGuard";
    private static final String RUNTIME = "java/lang/Runtime";

    /** Names of methods, in any class, that may start a thread. */
    private static final Set<String> STARTS =
            Set.of(
                    "start",
                    "startVirtualThread",
                    "execute",
                    "submit",
                    "invokeAll",
                    "schedule",
                    "scheduleAtFixedRate",
                    "scheduleWithFixedDelay",
                    "runAsync",
                    "supplyAsync");

    private static final ReplacedCalls FAST = new ReplacedCalls(FastCalls.class);

    private GuardedClass() {}

    /**
     * Returns the changed class file of a class of the learner's.
     *
     * @param others finds the class files of the learner's other classes, by their names with
     *     slashes; returns null for any other class
     */
    static byte[] of(String lesson, byte[] original, Function<String, byte[]> others) {
        try {
            return rewritten(lesson, original, others, true);
        } catch (MethodTooLargeException e) { // the method has no room for pause points
            return rewritten(lesson, original, others, false);
        }
    }

    private static byte[] rewritten(
            String lesson, byte[] original, Function<String, byte[]> others, boolean paused) {
        ClassReader reader = new ClassReader(original);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        ClassVisitor fast = FAST.in(writer, others); // last, because pauses name the original calls
        ClassVisitor next = paused ? new PausedClass(reader, fast) : fast;
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, next) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String type, String generic, String[] thrown) {
                        return new Leasher(
                                lesson, super.visitMethod(access, name, type, generic, thrown));
                    }
                },
                0);
        return writer.toByteArray();
    }

    private static final class Leasher extends MethodVisitor {
        private final Set<Label> passed = new HashSet<>();

        private final String lesson;

        Leasher(String lesson, MethodVisitor next) {
            super(Opcodes.ASM9, next);
            this.lesson = lesson;
        }

        @Override
        public void visitLabel(Label label) {
            passed.add(label);
            super.visitLabel(label);
        }

        /**
         * Calls the guard in each iteration of a loop. A loop is a jump back to a label that was
         * passed.
         */
        @Override
        public void visitJumpInsn(int opcode, Label label) {
            if (passed.contains(label)) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, GUARD, "check", "()V", false);
            }
            super.visitJumpInsn(opcode, label);
        }

        /**
         * Redirects standard output to standard error, which is discarded, because a worker uses
         * standard output to send messages to the tool.
         */
        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String type) {
            boolean output = owner.equals("java/io/FileDescriptor") && name.equals("out");
            super.visitFieldInsn(opcode, owner, output ? "err" : name, type);
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String type, boolean isInterface) {
            if (STARTS.contains(name) || owner.equals("java/util/Timer") && name.equals("<init>")) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, GUARD, "starting", "()V", false);
            }
            if (ends(owner, name)) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, GUARD, name, endsHere(owner), false);
            } else {
                refuseIfForbidden(owner, name, type);
                super.visitMethodInsn(opcode, owner, name, type, isInterface);
            }
        }

        /**
         * Handles method references such as {@code System::exit}, which are arguments of this
         * instruction.
         */
        @Override
        public void visitInvokeDynamicInsn(
                String name, String type, Handle bootstrap, Object... arguments) {
            Object[] leashed = arguments.clone();
            for (int i = 0; i < leashed.length; i++) {
                if (leashed[i] instanceof Handle method) {
                    if (ends(method.getOwner(), method.getName())) {
                        leashed[i] =
                                new Handle(
                                        Opcodes.H_INVOKESTATIC,
                                        GUARD,
                                        method.getName(),
                                        endsHere(method.getOwner()),
                                        false);
                    } else {
                        refuseIfForbidden(method.getOwner(), method.getName(), method.getDesc());
                    }
                }
            }
            super.visitInvokeDynamicInsn(name, type, bootstrap, leashed);
        }

        private static boolean ends(String owner, String name) {
            return (name.equals("exit") || name.equals("halt"))
                    && (owner.equals("java/lang/System") || owner.equals(RUNTIME));
        }

        private static String endsHere(String owner) {
            return owner.equals(RUNTIME) ? "(L" + RUNTIME + ";I)V" : "(I)V";
        }

        private void refuseIfForbidden(String owner, String name, String type) {
            if (Forbidden.is(lesson, owner, name, type)) {
                String simple = owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.');
                super.visitLdcInsn(
                        name.equals("<init>")
                                ? "new " + simple + "()"
                                : simple + "." + name + "()");
                super.visitMethodInsn(
                        Opcodes.INVOKESTATIC, GUARD, "refuse", "(Ljava/lang/String;)V", false);
            }
        }
    }
}

package workbook.worker;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Inserts {@link PausePoints} into one of the learner's classes: before calls that other threads
 * may notice, before uses of static buffers and of fields that may change, and before synchronized
 * code. Constructors get none, because no other thread sees the new object yet.
 */
final class PausedClass extends ClassVisitor {

    private static final String POINTS = "workbook/worker/PausePoints";

    private final String self;
    private final String lesson; // the package of the lesson, with a slash
    private final Set<String> constants =
            new HashSet<>(); // final fields, except static buffers
    private final Set<String> locked = new HashSet<>(); // synchronized methods
    private String file;

    PausedClass(ClassReader original, ClassVisitor next) {
        super(Opcodes.ASM9, next);
        self = original.getClassName();
        lesson = self.substring(0, self.lastIndexOf('/') + 1);
        original.accept(new Declarations(), ClassReader.SKIP_CODE);
    }

    @Override
    public void visitSource(String source, String debug) {
        file = source;
        super.visitSource(source, debug);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String type, String generic, String[] thrown) {
        MethodVisitor next = super.visitMethod(access, name, type, generic, thrown);
        return name.startsWith("<") || file == null ? next : new Pauser(next);
    }

    private boolean isOfLesson(String owner) {
        return owner.startsWith(lesson) && owner.indexOf('/', lesson.length()) < 0;
    }

    /** Finds the fields of the class that never change, and the methods that are synchronized. */
    private final class Declarations extends ClassVisitor {

        Declarations() {
            super(Opcodes.ASM9);
        }

        @Override
        public FieldVisitor visitField(
                int access, String name, String type, String generic, Object value) {
            boolean scratch = (access & Opcodes.ACC_STATIC) != 0 && SharedSteps.isScratch(type);
            if ((access & Opcodes.ACC_FINAL) != 0 && !scratch) {
                constants.add(name);
            }
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String type, String generic, String[] thrown) {
            if ((access & Opcodes.ACC_SYNCHRONIZED) != 0) {
                locked.add(name + type);
            }
            return null;
        }
    }

    private final class Pauser extends MethodVisitor {
        private int line;

        Pauser(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitLineNumber(int line, Label start) {
            this.line = line;
            super.visitLineNumber(line, start);
        }

        private void pause(String step) {
            super.visitLdcInsn(step + " at " + file + ":" + line);
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC, POINTS, "reached", "(Ljava/lang/String;)V", false);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String type) {
            boolean ofEnum = opcode == Opcodes.GETSTATIC && type.equals("L" + owner + ";");
            boolean constant = ofEnum || owner.equals(self) && constants.contains(name);
            if (isOfLesson(owner) && !constant && !name.startsWith("$")) { // $: made by javac
                boolean write = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
                pause(write ? name + " = …" : "the look at " + name);
            }
            super.visitFieldInsn(opcode, owner, name, type);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.MONITORENTER) {
                pause("synchronized");
            }
            super.visitInsn(opcode);
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String type, boolean isInterface) {
            boolean shared =
                    owner.equals(self)
                            ? locked.contains(name + type)
                            : isOfLesson(owner)
                                    ? !name.equals("<init>")
                                    : SharedSteps.include(owner, name);
            if (shared) {
                String simple =
                        owner.substring(
                                1 + Math.max(owner.lastIndexOf('/'), owner.lastIndexOf('$')));
                String call = owner.equals(self) ? name : simple + "." + name;
                pause((name.equals("<init>") ? "new " + simple : call) + "()");
            }
            super.visitMethodInsn(opcode, owner, name, type, isInterface);
        }
    }
}

package kit;

/**
 * One thread's arrival at a step of the learner's code. A step is something that another thread may
 * notice.
 *
 * @param who the call that the thread makes for the grader, or {@code another thread of yours}
 * @param thread the number among the threads of that name: 1 for the call that the test began
 *     first, or for the learner's thread that took the first step
 * @param text what the step does, and where: {@code ServerSocket.accept() at
 *     UppercaseServer.java:34}
 * @param time 1 for the first time that this thread reaches the step
 */
record Step(String who, int thread, String text, int time) {}

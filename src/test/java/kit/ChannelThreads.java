package kit;

import java.util.concurrent.ThreadFactory;
import workbook.worker.RunawayGuard;

/**
 * Makes the threads that call the handlers of asynchronous channels. All tests share these threads,
 * so they must not be in the group of the test that needs them first.
 */
public final class ChannelThreads implements ThreadFactory {

    /**
     * Makes Java get the threads of asynchronous channels from this class. Call it before the first
     * channel is opened; later it has no effect.
     */
    static void install() {
        System.setProperty(
                "java.nio.channels.DefaultThreadPool.threadFactory",
                ChannelThreads.class.getName());
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = Threads.daemon(work);
        thread.setName(RunawayGuard.CHANNELS);
        return thread;
    }
}

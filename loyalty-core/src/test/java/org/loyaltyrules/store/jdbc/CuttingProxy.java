package org.loyaltyrules.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Passes bytes between clients and a server, and cuts a connection when it is told to. */
final class CuttingProxy implements AutoCloseable {

    enum Cut {
        /** What the client sends next does not reach the server. */
        REQUEST,
        /** What the client sends next reaches the server; the answer does not reach the client. */
        ANSWER
    }

    private final ServerSocket listener;
    private final int serverPort;
    private final AtomicReference<Cut> armed = new AtomicReference<>();
    private final AtomicInteger requestsCut = new AtomicInteger();
    private final AtomicInteger answersCut = new AtomicInteger();

    CuttingProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    void arm(Cut cut) {
        armed.set(cut);
    }

    int requestsCut() {
        return requestsCut.get();
    }

    int answersCut() {
        return answersCut.get();
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // One side has closed: that is how a connection ends.
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            AtomicReference<Cut> cutting = new AtomicReference<>();
            start(() -> pass(client, server, true, cutting));
            start(() -> pass(server, client, false, cutting));
        }
    }

    private void pass(Socket from, Socket to, boolean isRequest, AtomicReference<Cut> cutting) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[65536];
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                if (isRequest) {
                    Cut cut = armed.getAndSet(null);
                    if (cut == Cut.REQUEST) {
                        requestsCut.incrementAndGet();
                        return;
                    }
                    cutting.compareAndSet(null, cut);
                } else if (cutting.get() == Cut.ANSWER) {
                    answersCut.incrementAndGet();
                    return;
                }
                out.write(bytes, 0, length);
                out.flush();
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

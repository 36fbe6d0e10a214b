package org.chattycat.app.bench;

import java.io.IOException;
import java.util.Random;

/** What happens to a part of an installation with two processes of each part, and how an operator mends it. */
enum Fault {
    /** The instance without the database is killed, and started again. */
    APPLICATION_KILLED {
        @Override
        Mending strike(LocalInstallation installation, Random random) {
            return killed(installation, "mediaApp2");
        }
    },
    MEDIA_SERVER_KILLED {
        @Override
        Mending strike(LocalInstallation installation, Random random) {
            return killed(installation, "kurento2");
        }
    },
    /** One of the media servers is stopped for as long as the calls need to continue on the other one. */
    MEDIA_SERVER_FROZEN {
        @Override
        Mending strike(LocalInstallation installation, Random random) throws IOException {
            Child server = installation.part(random.nextBoolean() ? "kurento" : "kurento2");
            server.signal("STOP");
            return () -> server.signal("CONT");
        }
    },
    WORKER_KILLED {
        @Override
        Mending strike(LocalInstallation installation, Random random) {
            return killed(installation, "worker2");
        }
    },
    /** The application starts its database again by itself. */
    DATABASE_KILLED {
        @Override
        Mending strike(LocalInstallation installation, Random random) throws IOException {
            ProcessHandle database = installation.databaseProcess();
            database.destroyForcibly();
            database.onExit().join();
            return () -> {};
        }
    };

    /** What an operator does afterwards. */
    interface Mending {
        void run() throws IOException;
    }

    /** Lets it happen. */
    abstract Mending strike(LocalInstallation installation, Random random) throws IOException;

    private static Mending killed(LocalInstallation installation, String part) {
        installation.part(part).kill();
        return () -> installation.startAgain(part);
    }
}

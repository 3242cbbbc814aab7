package org.loyaltyrules.command;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** An argument names something that is not there; the message alone says it all. */
final class UsageException extends ParameterException {

    private static final long serialVersionUID = 1L;

    UsageException(CommandLine commandLine, String message) {
        super(commandLine, message);
    }
}

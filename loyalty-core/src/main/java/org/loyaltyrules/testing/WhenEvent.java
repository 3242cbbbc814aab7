package org.loyaltyrules.testing;

/**
 * Something that happens in a test; made by the static methods of {@link ProgramVerifier}, such as
 * {@link ProgramVerifier#purchase(String)} and {@link ProgramVerifier#passDays}. Immutable.
 */
public sealed interface WhenEvent permits HostEvent, PassingDays {}

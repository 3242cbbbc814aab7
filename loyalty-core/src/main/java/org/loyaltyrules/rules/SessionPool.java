package org.loyaltyrules.rules;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.drools.base.definitions.InternalKnowledgePackage;
import org.drools.core.base.ClassFieldAccessorCache;
import org.drools.core.reteoo.CoreComponentFactory;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.drools.kiesession.rulebase.KnowledgeBaseFactory;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.KieServices;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.kie.api.runtime.conf.KeepReferenceOption;

/** The network of a program's rules, and sessions on it that are kept from one evaluation to the next. */
final class SessionPool {

    /** A session and its log. */
    record Session(KieSession drools, FiringLog log) {}

    private static final String PACKAGE = "loyalty";
    private static final int MOST_IDLE = 64;

    private final InternalKnowledgeBase base;
    private final KieSessionConfiguration configuration;
    private final boolean kept;
    private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger idleCount = new AtomicInteger();

    /** Builds the network. The order of the rules settles nothing but in what order they fire. */
    SessionPool(List<CompiledRule> rules) {
        this.kept = rules.stream().noneMatch(rule -> rule.attributes().needFreshSession());
        ClassLoader loader = SessionPool.class.getClassLoader();
        InternalKnowledgePackage content = withOwnClassLoader(() -> {
            InternalKnowledgePackage created = CoreComponentFactory.get().createKnowledgePackage(PACKAGE);
            created.setClassFieldAccessorCache(new ClassFieldAccessorCache(loader));
            created.setClassLoader(loader);
            return created;
        });
        int order = 0;
        for (CompiledRule rule : rules) {
            int number = 0;
            for (CompiledRule.Alternative alternative : rule.alternatives()) {
                if (rule.attributes().enabled()) {
                    String name = rule.rule().name() + (number++ == 0 ? "" : "\n" + number);
                    content.addRule(NetworkBuilder.build(rule, alternative, PACKAGE, name, order++));
                }
            }
        }
        this.base = withOwnClassLoader(() -> base(content, loader));
        this.configuration = withOwnClassLoader(SessionPool::sessionConfiguration);
        // The first session loads what Drools loads late.
        giveBack(withOwnClassLoader(this::create));
    }

    private static InternalKnowledgeBase base(InternalKnowledgePackage content, ClassLoader loader) {
        KieBaseConfiguration configuration = KieServices.Factory.get().newKieBaseConfiguration();
        InternalKnowledgeBase base = KnowledgeBaseFactory.newKnowledgeBase(configuration);
        base.addPackages(List.of(content));
        return base;
    }

    private static KieSessionConfiguration sessionConfiguration() {
        KieSessionConfiguration configuration = KieServices.Factory.get().newKieSessionConfiguration();
        // A session of the real-time clock would keep a thread; nothing here asks the clock anyway.
        configuration.setOption(ClockTypeOption.PSEUDO);
        configuration.setOption(KeepReferenceOption.NO);
        return configuration;
    }

    Session borrow() {
        Session session = idle.pollFirst();
        if (session == null) {
            return withOwnClassLoader(this::create);
        }
        idleCount.decrementAndGet();
        return session;
    }

    /** Takes back a session without facts. */
    void giveBack(Session session) {
        if (kept && idleCount.incrementAndGet() <= MOST_IDLE) {
            idle.addFirst(session);
            return;
        }
        if (kept) {
            idleCount.decrementAndGet();
        }
        session.drools().dispose();
    }

    /** Throws a session away that may hold the remains of a failure. */
    void discard(Session session) {
        session.drools().dispose();
    }

    /** Whether sessions are used more than once, and must be cleaned. */
    boolean keepsSessions() {
        return kept;
    }

    private Session create() {
        FiringLog log = new FiringLog();
        KieSession session = base.newKieSession(configuration, null);
        session.getGlobals().set(FiringLog.NAME, log);
        return new Session(session, log);
    }

    /** Drools looks for its own parts with the thread's class loader, which in servers may not see a library. */
    private static <T> T withOwnClassLoader(Supplier<T> action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(SessionPool.class.getClassLoader());
        try {
            return action.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}

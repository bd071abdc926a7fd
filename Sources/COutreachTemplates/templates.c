/* The words that the program ships with. They stay Markdown files that a salesperson can edit; `#embed` (C23) puts their
   bytes into the binary, and the compiler lists them as dependencies, so an edited file is built again. A new file is
   added below by hand; a test compares this list with the directory. */
#include "COutreachTemplates.h"

#if defined(__clang__)
#pragma clang diagnostic ignored "-Wc23-extensions"
#endif

static const unsigned char en_enerjik[] = {
#embed "../Outreach/Templates/en/enerjik.md"
};

static const unsigned char en_kurumsal[] = {
#embed "../Outreach/Templates/en/kurumsal.md"
};

static const unsigned char en_offers[] = {
#embed "../Outreach/Templates/en/offers.md"
};

static const unsigned char en_premium[] = {
#embed "../Outreach/Templates/en/premium.md"
};

static const unsigned char en_samimi[] = {
#embed "../Outreach/Templates/en/samimi.md"
};

static const unsigned char en_sectors[] = {
#embed "../Outreach/Templates/en/sectors.md"
};

static const unsigned char en_teknik[] = {
#embed "../Outreach/Templates/en/teknik.md"
};

static const unsigned char tr_enerjik[] = {
#embed "../Outreach/Templates/tr/enerjik.md"
};

static const unsigned char tr_kurumsal[] = {
#embed "../Outreach/Templates/tr/kurumsal.md"
};

static const unsigned char tr_offers[] = {
#embed "../Outreach/Templates/tr/offers.md"
};

static const unsigned char tr_premium[] = {
#embed "../Outreach/Templates/tr/premium.md"
};

static const unsigned char tr_samimi[] = {
#embed "../Outreach/Templates/tr/samimi.md"
};

static const unsigned char tr_samimi_sen[] = {
#embed "../Outreach/Templates/tr/samimi_sen.md"
};

static const unsigned char tr_sectors[] = {
#embed "../Outreach/Templates/tr/sectors.md"
};

static const unsigned char tr_teknik[] = {
#embed "../Outreach/Templates/tr/teknik.md"
};

#define EMBEDDED(path, bytes) {path, bytes, sizeof bytes}

static const struct outreach_template templates[] = {
    EMBEDDED("en/enerjik.md", en_enerjik),
    EMBEDDED("en/kurumsal.md", en_kurumsal),
    EMBEDDED("en/offers.md", en_offers),
    EMBEDDED("en/premium.md", en_premium),
    EMBEDDED("en/samimi.md", en_samimi),
    EMBEDDED("en/sectors.md", en_sectors),
    EMBEDDED("en/teknik.md", en_teknik),
    EMBEDDED("tr/enerjik.md", tr_enerjik),
    EMBEDDED("tr/kurumsal.md", tr_kurumsal),
    EMBEDDED("tr/offers.md", tr_offers),
    EMBEDDED("tr/premium.md", tr_premium),
    EMBEDDED("tr/samimi.md", tr_samimi),
    EMBEDDED("tr/samimi_sen.md", tr_samimi_sen),
    EMBEDDED("tr/sectors.md", tr_sectors),
    EMBEDDED("tr/teknik.md", tr_teknik),
};

size_t outreach_template_count(void) { return sizeof templates / sizeof *templates; }

struct outreach_template outreach_template_at(size_t index) { return templates[index]; }

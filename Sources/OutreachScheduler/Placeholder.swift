import Outreach

"""Referrals and news of them that are typed in, and the sheet on which a read one is put right."""

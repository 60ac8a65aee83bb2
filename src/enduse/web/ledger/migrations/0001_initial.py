import django.db.models.deletion
import enduse.web.registry.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('registry', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', enduse.web.registry.models.fields.PlainCharField(max_length=60)),
                ('day', models.DateField()),
                ('digest', enduse.web.registry.models.fields.PlainCharField(max_length=64)),
                ('rows', models.PositiveIntegerField(default=0)),
                ('rejected', models.PositiveIntegerField(default=0)),
                ('title', models.TextField()),
                ('country', enduse.web.registry.models.fields.PlainCharField(max_length=2)),
                ('authority', enduse.web.registry.models.fields.PlainCharField(max_length=120, null=True)),
                ('withheld', models.JSONField(default=list)),
                ('terms', models.TextField()),
                ('url', models.TextField(null=True)),
            ],
            options={
                'ordering': ['register', 'day', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('register', 'day', 'digest'), name='ledger_edition_once')],
            },
        ),
        migrations.CreateModel(
            name='Licence',
            fields=[
                ('value_amount', models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                ('value_scale', models.PositiveSmallIntegerField(null=True)),
                ('value_currency', models.CharField(max_length=3, null=True)),
                ('id', enduse.web.registry.models.fields.PlainCharField(max_length=120, primary_key=True, serialize=False)),
                ('known_from', models.DateField(db_index=True, null=True)),
                ('cited', models.PositiveSmallIntegerField(default=0)),
                ('digest', models.CharField(max_length=32)),
                ('public_since', models.DateTimeField(null=True)),
                ('withdrawn_since', models.DateTimeField(null=True)),
                ('item', models.TextField()),
                ('technology', enduse.web.registry.models.fields.PlainCharField(db_index=True, max_length=60, null=True)),
                ('kind', enduse.web.registry.models.fields.PlainCharField(choices=[('individual', 'individual'), ('global', 'global'), ('general', 'general'), ('catch-all', 'catch-all')], max_length=40)),
                ('status', enduse.web.registry.models.fields.PlainCharField(choices=[('revoked', 'revoked'), ('frozen', 'frozen'), ('in-force-after-challenge', 'in-force-after-challenge'), ('no-licence-per-authority', 'no-licence-per-authority'), ('unlicensed-export-alleged', 'unlicensed-export-alleged'), ('unlicensed-referred-to-prosecutors', 'unlicensed-referred-to-prosecutors')], max_length=40, null=True)),
                ('note', models.TextField(null=True)),
                ('confidence', enduse.web.registry.models.fields.PlainCharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], max_length=40)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='licences_decided', to='registry.party')),
                ('citations', models.ManyToManyField(related_name='licences', to='registry.citation')),
                ('end_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='licences_as_end_user', to='registry.party')),
                ('exporter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='licences', to='registry.party')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('public_since__isnull', True), ('cited__gte', 1), _connector='OR'), name='ledger_licence_published_only_with_a_citation'), models.CheckConstraint(condition=models.Q(('withdrawn_since__isnull', True), ('public_since__isnull', False), _connector='OR'), name='ledger_licence_withdrawn_only_once_published'), models.CheckConstraint(condition=models.Q(models.Q(('value_amount__isnull', True), ('value_currency__isnull', True), ('value_scale__isnull', True)), models.Q(('value_amount__isnull', False), ('value_currency__isnull', False), ('value_currency__regex', '^[A-Z]{3}(?!\\n)$'), ('value_scale__isnull', False), ('value_scale__lte', 6)), _connector='OR'), name='ledger_licence_value_whole'), models.CheckConstraint(condition=models.Q(('kind__in', ('individual', 'global', 'general', 'catch-all'))), name='ledger_licence_kind_word'), models.CheckConstraint(condition=models.Q(('status__in', ('revoked', 'frozen', 'in-force-after-challenge', 'no-licence-per-authority', 'unlicensed-export-alleged', 'unlicensed-referred-to-prosecutors'))), name='ledger_licence_status_word'), models.CheckConstraint(condition=models.Q(('confidence__in', ('high', 'medium', 'low'))), name='ledger_licence_confidence_word')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('date', enduse.web.registry.models.fields.PartialDateField()),
                ('date_day', enduse.web.registry.models.fields.FirstDayField('date', db_index=True, editable=False, null=True)),
                ('decision', enduse.web.registry.models.fields.PlainCharField(choices=[('applied', 'applied'), ('granted', 'granted'), ('frozen', 'frozen'), ('review-opened', 'review-opened'), ('suspended', 'suspended'), ('reinstated', 'reinstated'), ('narrowed', 'narrowed'), ('refused', 'refused'), ('withdrawn', 'withdrawn'), ('expired', 'expired'), ('revoked', 'revoked'), ('appealed', 'appealed'), ('appeal-dismissed', 'appeal-dismissed'), ('issued-on-appeal', 'issued-on-appeal'), ('catch-all-imposed', 'catch-all-imposed'), ('catch-all-lifted', 'catch-all-lifted')], max_length=40)),
                ('note', models.TextField(null=True)),
                ('citations', models.ManyToManyField(related_name='decisions', to='registry.citation')),
                ('licence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='ledger.licence')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('decision__in', ('applied', 'granted', 'frozen', 'review-opened', 'suspended', 'reinstated', 'narrowed', 'refused', 'withdrawn', 'expired', 'revoked', 'appealed', 'appeal-dismissed', 'issued-on-appeal', 'catch-all-imposed', 'catch-all-lifted'))), name='ledger_decision_decision_word'), models.CheckConstraint(condition=models.Q(('date__regex', '^(?!0000)([0-9]{4}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)(/(?!0000)([0-9]{4}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29))?(?!\\n)$')), name='ledger_decision_date_date'), models.UniqueConstraint(fields=('licence', 'position'), name='ledger_decision_place')],
            },
        ),
        migrations.CreateModel(
            name='LicenceDestination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='licences', to='registry.country')),
                ('licence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='destinations', to='ledger.licence')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('licence', 'country'), name='ledger_licence_destination_once')],
            },
        ),
        migrations.CreateModel(
            name='RegisterEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value_amount', models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                ('value_scale', models.PositiveSmallIntegerField(null=True)),
                ('value_currency', models.CharField(max_length=3, null=True)),
                ('register', enduse.web.registry.models.fields.PlainCharField(max_length=60)),
                ('reference', enduse.web.registry.models.fields.PlainCharField(max_length=200)),
                ('current', models.BooleanField(default=True)),
                ('outcome', enduse.web.registry.models.fields.PlainCharField(choices=[('applied', 'applied'), ('granted', 'granted'), ('refused', 'refused'), ('revoked', 'revoked'), ('suspended', 'suspended'), ('withdrawn', 'withdrawn'), ('expired', 'expired'), ('denied-notice', 'denied-notice')], max_length=40)),
                ('date', enduse.web.registry.models.fields.PartialDateField()),
                ('date_day', enduse.web.registry.models.fields.FirstDayField('date', db_index=True, editable=False, null=True)),
                ('year', models.PositiveSmallIntegerField()),
                ('count', models.PositiveIntegerField(null=True)),
                ('kind', enduse.web.registry.models.fields.PlainCharField(choices=[('individual', 'individual'), ('global', 'global'), ('general', 'general'), ('open', 'open'), ('unspecified', 'unspecified')], max_length=40)),
                ('destination_name', models.TextField(null=True)),
                ('exporter', models.TextField(null=True)),
                ('end_user', models.TextField(null=True)),
                ('item', models.TextField(null=True)),
                ('codes', models.JSONField(null=True)),
                ('steps', models.TextField(default='')),
                ('grounds', models.JSONField(null=True)),
                ('note', models.TextField(null=True)),
                ('digest', enduse.web.registry.models.fields.PlainCharField(max_length=32)),
                ('destination', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='register_entries', to='registry.country')),
                ('edition', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='ledger.edition')),
                ('issuer', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='register_entries_issued', to='registry.country')),
                ('last_edition', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='last_entries', to='ledger.edition')),
            ],
            options={
                'ordering': ['register', '-date_day', 'reference'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('value_amount__isnull', True), ('value_currency__isnull', True), ('value_scale__isnull', True)), models.Q(('value_amount__isnull', False), ('value_currency__isnull', False), ('value_currency__regex', '^[A-Z]{3}(?!\\n)$'), ('value_scale__isnull', False), ('value_scale__lte', 6)), _connector='OR'), name='ledger_registerentry_value_whole'), models.CheckConstraint(condition=models.Q(('outcome__in', ('applied', 'granted', 'refused', 'revoked', 'suspended', 'withdrawn', 'expired', 'denied-notice'))), name='ledger_registerentry_outcome_word'), models.CheckConstraint(condition=models.Q(('kind__in', ('individual', 'global', 'general', 'open', 'unspecified'))), name='ledger_registerentry_kind_word'), models.CheckConstraint(condition=models.Q(('date__regex', '^(?!0000)([0-9]{4}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)(/(?!0000)([0-9]{4}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29))?(?!\\n)$')), name='ledger_registerentry_date_date'), models.UniqueConstraint(fields=('register', 'reference', 'digest'), name='ledger_entry_once')],
            },
        ),
        migrations.AddIndex(
            model_name='registerentry',
            index=models.Index(condition=models.Q(('current', True)), fields=['register', 'year', 'outcome', 'destination', 'kind', 'steps'], name='ledger_entry_totals'),
        ),
        migrations.AddIndex(
            model_name='registerentry',
            index=models.Index(condition=models.Q(('current', True)), fields=['register', '-date_day', 'reference', 'outcome', 'kind', 'steps'], name='ledger_entry_page'),
        ),
        migrations.AddIndex(
            model_name='registerentry',
            index=models.Index(condition=models.Q(('current', True)), fields=['destination', 'register', '-date_day', 'reference'], name='ledger_entry_place'),
        ),
    ]
